/** What options say that several commands have. */
export const STATE = 'folder of what is kept between runs (default: state: of the configuration, else the system’s)'

export const CONFIG = 'configuration (default: ./comptage.yaml, then /etc/comptage/comptage.yaml)'
