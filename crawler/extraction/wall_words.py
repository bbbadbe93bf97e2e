"""The words and marks of pages that stand in an article's place; data, language by language.

Words are compared without case, accents and punctuation (`link_words.fold`).
"""

from __future__ import annotations

import re
from functools import cached_property

from crawler.extraction.link_words import fold

__all__ = [
    "ACCEPT",
    "CHALLENGE_HINTS",
    "CHALLENGE_MARKS",
    "CHALLENGE_WORDS",
    "CONSENT_WORDS",
    "ERROR_TITLES",
    "LOGIN_TITLES",
    "MISSING_TITLES",
    "MISSING_WORDS",
    "PARKED_HINTS",
    "PARKED_MARKS",
    "PARKED_WORDS",
    "PAYWALL_HINTS",
    "PAYWALL_WORDS",
    "SCRIPT_WORDS",
    "SUBSCRIPTION",
    "TO_READER",
    "Phrases",
]


class Phrases:
    """Any of the phrases of a table, anywhere in a folded text.

    Made ready when first asked for: that takes milliseconds, and most pages are asked for none of them.
    """

    def __init__(self, table: str) -> None:
        self._table = table

    @cached_property
    def _phrases(self) -> frozenset[str]:
        return frozenset(
            fold(phrase) for phrase in self._table.replace("\n", "|").split("|") if phrase.strip()
        )

    @cached_property
    def _first_words(self) -> frozenset[str]:
        return frozenset(phrase.split(" ", 1)[0] for phrase in self._phrases)

    def may_be_in(self, folded: str) -> bool:
        """May a folded text hold one, by its words? Cheap, and wrong only in saying yes."""
        return not self._first_words.isdisjoint(folded.split())

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The phrases as one pattern, the longest first."""
        ranked = sorted(self._phrases, key=lambda phrase: (-len(phrase), phrase))
        return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, ranked)) + r")(?!\w)")


class Marks(Phrases):
    """Any of the strings of a table, anywhere in a page's source."""

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The strings as one pattern, whatever their case."""
        return re.compile("|".join(map(re.escape, self._table.split())), re.I)


#: Only in the source of a challenge, not in that of the pages behind it.
CHALLENGE_MARKS = Marks(
    """_cf_chl_opt cf-browser-verification cf_chl_prog cf-chl-widget challenge-error-text cf-error-details
    geo.captcha-delivery.com ct.captcha-delivery.com interstitial.captcha-delivery.com
    errors.edgesuite.net /_sec/cp_challenge/ sec-if-cpt-container bm-verify=
    px-captcha _pxCaptcha captcha.px-cdn.net captcha.px-cloud.net
    Incapsula_incident incident_id= Incapsula%20incident sucuri_cloudproxy_js sucuri.net/privacy-policy
    .awswaf.com window.gokuProps distil_r_captcha /distil_ /.within.website/x/cmd/anubis anubis_challenge
    ddos-guard/js-challenge /.well-known/ddos-guard/ /.well-known/sgcaptcha/ _fs-ch- vercel/security/ KPSDK
    /TSPD/ hcaptcha.com/1/api.js challenges.cloudflare.com/turnstile google.com/recaptcha/api.js
    g-recaptcha h-captcha cf-turnstile geetest arkoselabs.com/v2 friendlycaptcha"""
)
CHALLENGE_WORDS = Phrases(
    """checking your browser | checking if the site connection is secure
    verify you are human | verify that you are human | verifying you are human | are you a robot | are you a human
    are you human | i'm not a robot | i am not a robot | not a robot | confirm you are human | prove you are human
    human verification | access to this page has been denied
    you have been blocked | your access to this site has been limited | request unsuccessful
    press hold to confirm | pardon our interruption | enable javascript and cookies to continue | the requested url was rejected
    making sure you're not a bot | ddos protection by | solve the captcha | complete the captcha | complete the security check
    verifiez que vous etes | verifier que vous etes | je ne suis pas un robot | vous n'etes pas un robot | etes-vous un robot
    votre navigateur est en cours de verification | verification que vous etes humain
    bestatigen sie dass sie ein mensch | ich bin kein roboter | kein roboter | sind sie ein mensch | sind sie ein roboter
    ihr browser wird uberpruft | menschliche uberprufung
    no soy un robot | no eres un robot | verifica que eres humano | verifique que es humano | eres un robot
    comprobando su navegador | comprobando tu navegador
    nao sou um robo | nao e um robo | verifique se voce e humano | confirme que voce e humano
    verificando seu navegador | voce e um robo
    non sono un robot | non sei un robot | verifica di essere umano | sei un robot"""
)
#: What news say as well: it counts as most of a title, on a page with next to nothing else, or twice.
CHALLENGE_HINTS = Phrases(
    """security check | security checkpoint | unusual traffic | automated requests | access denied | request blocked
    just a moment | attention required | press and hold | bot detection | acces refuse | acces bloque
    verification de securite | trafic inhabituel | zugriff verweigert | zugriff gesperrt | sicherheitsuberprufung
    ungewohnlicher datenverkehr | acceso denegado | trafico inusual | comprobacion de seguridad | verificacion de seguridad
    acesso negado | trafego incomum | verificacao de seguranca | accesso negato | traffico insolito | verifica di sicurezza
    controllo di sicurezza"""
)

CONSENT_WORDS = Phrases(
    """cookie | cookies | consent | consentement | consentir | consentimiento | consentimento | consenso | einwilligung | zustimmung | einwilligen
    zustimmen | personal data | donnees personnelles | personenbezogene | personenbezogenen | datos personales | dados pessoais | dati personali
    our partners | partners | nos partenaires | unsere partner | partnern | nuestros socios | nossos parceiros | nostri partner | partenaires
    privacy | vie privee | datenschutz | privacidad | privacidade | gdpr | rgpd | dsgvo | traceurs | tracking | personalised ads
    personalized ads | publicite personnalisee | personalisierte werbung | publicidad personalizada | pubblicita personalizzata
    legitimate interest | interet legitime | berechtigtes interesse | interes legitimo | interesse legittimo | your choices | vos choix | ihre auswahl"""
)
#: Who speaks to a reader says "you"; who speaks of cookies does not.
TO_READER = Phrases(
    "you | your | vous | votre | vos | tu | ton | sie | ihr | ihre | ihrer | ihren | ihrem | usted | ustedes | su | sus | tus | voce | seu | sua | seus | suas | tuo | tuoi | tua | tue | lei | voi | vostro | vostra"
)
ACCEPT = Phrases(
    """accept | accept all | i accept | accept and continue | agree | i agree | agree and close | allow all | consent | reject all | manage preferences | got it and continue
    accepter | tout accepter | j'accepte | accepter et continuer | accepter et fermer | continuer sans accepter | refuser | tout refuser | parametrer
    akzeptieren | alle akzeptieren | zustimmen | alle zulassen | einverstanden | ablehnen | zustimmen und weiter | akzeptieren und weiter
    aceptar | aceptar todo | aceptar y continuar | aceptar todas | rechazar | aceitar | aceitar tudo | concordo | rejeitar
    accetta | accetta tutto | accetto | accetta e continua | rifiuta | continua senza accettare"""
)

PAYWALL_WORDS = Phrases(
    """subscribers only | for subscribers only | subscriber exclusive | subscribe to read | subscribe to continue | subscribe now to read
    keep reading by | already a subscriber | this article is for subscribers
    this content is for subscribers | this story is for subscribers | exclusive to subscribers | unlock this article | start your subscription | sign in to continue reading
    reserve aux abonnes | reserves aux abonnes | reservee aux abonnes | article reserve | contenu reserve | abonnez-vous pour lire
    la suite est reservee | deja abonne | lire la suite abonnez-vous | cet article est reserve | vous devez etre abonne | abonnez-vous pour continuer
    nur fur abonnenten | abonnenten vorbehalten | weiterlesen mit | bereits abonnent | sie sind bereits abonnent
    dieser artikel ist kostenpflichtig | diesen artikel weiterlesen | exklusiv fur abonnenten | mit plus weiterlesen
    solo para suscriptores | exclusivo para suscriptores | suscribete para leer | suscribete para seguir | ya eres suscriptor | contenido exclusivo
    so para assinantes | exclusivo para assinantes | assine para ler | assine para continuar | ja e assinante | conteudo exclusivo
    solo per abbonati | riservato agli abbonati | abbonati per leggere | abbonati per continuare | sei gia abbonato | contenuto riservato"""
)
#: What a text says as well: within it they count beside a word for subscribers.
PAYWALL_HINTS = Phrases(
    """to continue reading | to read the full | to read this article | pour lire la suite | il vous reste | jetzt weiterlesen
    um weiterzulesen | para seguir leyendo | para leer este articulo | para continuar lendo | per continuare a leggere"""
)

#: A word for subscribers or subscriptions.
SUBSCRIPTION = re.compile(r"\b(?:abonn|abbon|assin|subscri|suscri)")

LOGIN_TITLES = Phrases(
    """log in | login | sign in | log on | logon | sign in to your account | member login | please log in | you must be logged in | log in to continue
    connexion | se connecter | connectez-vous | identification | s'identifier | identifiez-vous | authentification | mon compte | espace abonne
    anmelden | anmeldung | einloggen | bitte anmelden | iniciar sesion | inicia sesion | acceder | acceso | ingresar | identificate
    entrar | iniciar sessao | fazer login | faca login | acesse sua conta | accedi | accesso | effettua il login | effettua l'accesso"""
)

MISSING_TITLES = Phrases(
    """404 | 410 | not found | page not found | 404 not found | page cannot be found | page can't be found | page could not be found | page doesn't exist | page does not exist
    page no longer exists | no longer available | no longer exists | nothing found | nothing was found | article not found | story not found | content not found | content not available | page unavailable
    page not available | not available | sorry | oops | page missing | gone | error 404 | 404 error | http 404 | file not found
    page introuvable | page non trouvee | introuvable | article introuvable | page inexistante | n'existe pas | n'existe plus | n'est plus disponible | plus en ligne
    contenu introuvable | aucun resultat | erreur 404 | oups | page indisponible | contenu indisponible | article supprime
    seite nicht gefunden | nicht gefunden | seite wurde nicht gefunden | seite existiert nicht | existiert nicht | nicht mehr verfugbar | nicht verfugbar | nicht mehr vorhanden
    artikel nicht gefunden | fehler 404 | 404 fehler | hoppla | ups
    pagina no encontrada | no encontrada | no encontrado | pagina no existe | no existe | ya no existe | ya no esta disponible | no esta disponible | no disponible | error 404
    contenido no encontrado | articulo no encontrado
    pagina nao encontrada | nao encontrada | nao encontrado | nao existe | nao existe mais | nao esta mais disponivel | nao esta disponivel | erro 404 | conteudo nao encontrado
    pagina non trovata | non trovata | non trovato | non esiste | non esiste piu | non e piu disponibile | non disponibile | errore 404 | contenuto non trovato"""
)
MISSING_WORDS = Phrases(
    """page you requested | page you are looking for | page you were looking for | page you're looking for | could not be found | cannot be found | can't be found | was not found
    no longer available | no longer exists | does not exist | doesn't exist | has been removed | may have been moved | been deleted | broken link
    la page que vous | vous cherchez | vous recherchez | vous demandez | n'existe pas | n'existe plus | n'est plus disponible | a ete supprime | a ete supprimee | a ete deplacee | introuvable
    die gesuchte seite | die angeforderte seite | von ihnen gesuchte | von ihnen angeforderte | nicht gefunden | existiert nicht | existiert leider nicht | nicht mehr verfugbar | geloscht
    la pagina que | que buscas | que busca | que esta buscando | que estas buscando | no existe | ya no existe | no se encuentra | no se ha encontrado | ya no esta disponible | ha sido eliminad
    a pagina que voce | que voce procura | que procura | nao existe | nao foi encontrada | nao foi encontrado | nao esta mais disponivel | foi removid
    la pagina che | stai cercando | che cerchi | non esiste | non e stata trovata | non e stato trovato | non e piu disponibile | e stata rimossa | e stato rimosso"""
)

ERROR_TITLES = Phrases(
    """internal server error | bad gateway | service unavailable | service temporarily unavailable | gateway timeout | gateway time-out | server error | 500 error | error 500 | 403 forbidden
    forbidden | bad request | error establishing a database connection | database error | database connection error | fatal error | runtime error | application error
    site maintenance | under maintenance | down for maintenance | scheduled maintenance | maintenance mode | maintenance | we'll be back soon | be right back | briefly unavailable | too many requests
    an error occurred | an error has occurred | something went wrong | technical difficulties | site unavailable | temporarily unavailable | account suspended | bandwidth limit exceeded
    erreur interne | erreur interne du serveur | erreur serveur | service indisponible | service temporairement indisponible | une erreur est survenue | une erreur s'est produite | site en maintenance
    en maintenance | maintenance en cours | temporairement indisponible | trop de requetes
    serverfehler | interner serverfehler | dienst nicht verfugbar | wartungsarbeiten | wartung | wartungsmodus | wegen wartungsarbeiten | ein fehler ist aufgetreten | vorubergehend nicht erreichbar
    error interno | error interno del servidor | error del servidor | servicio no disponible | en mantenimiento | ha ocurrido un error | se ha producido un error
    erro interno | erro interno do servidor | servico indisponivel | em manutencao | ocorreu um erro | errore interno | errore del server | servizio non disponibile | in manutenzione
    si e verificato un errore | sito in manutenzione"""
)

PARKED_MARKS = Marks(
    """sedoparking.com parkingcrew.net bodis.com/ parklogic.com above.com/marketplace dan.com/buy-domain hugedomains.com/domain_profile
    afternic.com/forsale img1.wsimg.com/parking-lander /parking-lander parkingpage.namecheap.com d38psrni17bvxu.cloudfront.net skenzo.com domainmarket.com uniregistry.com/buy"""
)
PARKED_WORDS = Phrases(
    """domain is for sale | domain for sale | buy this domain | domain is parked | parked domain | domain may be for sale | domain name is for sale | this domain has expired | domain has expired
    domain name has expired | welcome to nginx | apache2 ubuntu default page | apache2 debian default page | iis windows server | default web page | website coming soon
    domaine est a vendre | domaine a vendre | nom de domaine est a vendre | nom de domaine a expire | ce domaine est reserve | domaine enregistre | site en construction
    domain steht zum verkauf | domain ist geparkt | domain zu verkaufen | domain kaufen
    dominio esta en venta | dominio en venta | dominio esta a la venta | dominio a venda | dominio esta a venda | dominio in vendita | dominio e in vendita"""
)
#: What news say as well.
PARKED_HINTS = Phrases("it works | future home of | diese domain | hier entsteht | este dominio")

SCRIPT_WORDS = Phrases(
    """enable javascript | javascript is required | javascript is disabled | requires javascript | need to enable javascript | turn on javascript | without javascript | please enable js | js is disabled
    activer javascript | activez javascript | javascript est desactive | necessite javascript | javascript est requis | javascript doit etre active
    javascript aktivieren | aktivieren sie javascript | javascript ist deaktiviert | benotigt javascript | javascript wird benotigt | javascript erforderlich
    habilitar javascript | habilite javascript | habilita javascript | activar javascript | activa javascript | active javascript | javascript esta desactivado | javascript deshabilitado
    habilite o javascript | ativar o javascript | ative o javascript | javascript desativado | javascript desabilitado
    abilita javascript | abilitare javascript | attiva javascript | attivare javascript | javascript e disabilitato"""
)
