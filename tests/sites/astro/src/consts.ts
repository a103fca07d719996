export const SITE_TITLE = 'Night Sky';
export const SITE_DESCRIPTION = 'What could be seen from the roof.';
