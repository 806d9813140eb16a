"""Spreadsheets as people make them: opened within bounds, understood without asking where that is certain."""
