"""Reports against reports: two codings of the same pages, or a coding and what people wrote down as right."""
