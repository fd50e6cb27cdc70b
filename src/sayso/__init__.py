"""Sayso: reads reports about who builds whose weapons where, and on whose say-so."""
