"""Names of languages, scripts, territories and records, in any language."""
