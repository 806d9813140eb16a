"""Records turned into files people hand on."""
