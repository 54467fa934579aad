grammar Lead;
policy : EOF ;
