steep(3);
