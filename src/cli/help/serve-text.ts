import type { Both } from '../../domain/service.ts'
import { say } from '../language/language.ts'

/** Types, all of them, since nginx inherits none beside its own; what is UTF-8, which a browser would guess wrongly; and what it may compress. */
export const NGINX = `location /open-data/ {
    alias /srv/open-data/;
    index index.html;
    types {
        text/html                      html;
        text/csv                       csv;
        text/markdown                  md;
        application/json               json;
        application/ld+json            jsonld;
        application/atom+xml           atom;
        application/vnd.apache.parquet parquet;
        image/svg+xml                  svg;
    }
    default_type text/plain;
    charset utf-8;
    charset_types text/plain text/csv text/markdown;
    gzip on;
    gzip_types text/plain text/csv text/markdown application/json application/ld+json application/atom+xml image/svg+xml;
    add_header Access-Control-Allow-Origin *;
    location ~ /\\. { return 404; }
}
`

export const APACHE = `Alias /open-data/ /srv/open-data/
RedirectMatch 404 ^/open-data/(.*/)?\\.
<Directory /srv/open-data>
    Require all granted
    Options -Indexes -MultiViews
    DirectoryIndex index.html
    AddType text/csv .csv
    AddType text/markdown .md
    AddType application/json .json
    AddType application/ld+json .jsonld
    AddType application/atom+xml .atom
    AddType application/vnd.apache.parquet .parquet
    AddType image/svg+xml .svg
    AddType text/plain .license .toml
    <FilesMatch ^[A-Z0-9]+$>
        ForceType text/plain
    </FilesMatch>
    AddDefaultCharset utf-8
    AddCharset utf-8 .csv .md
    AddOutputFilterByType DEFLATE text/html text/plain text/csv text/markdown application/json application/ld+json
    AddOutputFilterByType DEFLATE application/atom+xml image/svg+xml
    Header set Access-Control-Allow-Origin *
</Directory>
`

const WORDS: Both<{ readonly what: string; readonly nginx: string; readonly apache: string }> = {
  en: {
    what: 'How a web server serves the open data: the folder of output:, not a dataset in it, which is another folder after each\nversion. The address of /open-data/ is what publication.url names; the page of a dataset is\n/open-data/SERVICE/, SERVICE its service.id; /open-data/ itself lists all services.',
    nginx: 'nginx, in the server { } of the site:',
    apache: 'Apache, in the <VirtualHost> of the site, after a2enmod headers:',
  },
  fr: {
    what: 'Comment un serveur web sert les données ouvertes : le dossier d’output:, et non un jeu de données dedans, qui est un autre\ndossier à chaque version. L’adresse de /open-data/ est celle que nomme publication.url ; la page d’un jeu de\ndonnées est à /open-data/SERVICE/, son service.id ; /open-data/ même donne la liste de tous les services.',
    nginx: 'nginx, dans le server { } du site :',
    apache: 'Apache, dans le <VirtualHost> du site, après a2enmod headers :',
  },
}

/** `comptage help serve`. */
export function serveText(): string {
  const { what, nginx, apache } = say(WORDS)
  return `${what}\n\n${nginx}\n\n${NGINX}\n${apache}\n\n${APACHE}`
}
