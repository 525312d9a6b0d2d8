"""Rosters and catalogues as models, and the team that both make together."""
