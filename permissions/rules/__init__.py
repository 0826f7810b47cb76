"""Rules of rights: who reaches what, who may grant, where a right comes from."""
