/**
 * Where anybody gets a mailbox: large providers, providers of a country's connections, and throw-away addresses. It cannot be whole;
 * besides, only who has a confirmed address of a domain may allow it.
 */
export const PUBLIC_MAIL_DOMAINS: ReadonlySet<string> = new Set(
  `gmail.com googlemail.com outlook.com outlook.de outlook.fr outlook.es outlook.it outlook.jp hotmail.com hotmail.co.uk hotmail.de
  hotmail.fr hotmail.es hotmail.it hotmail.be hotmail.nl live.com live.co.uk live.de live.fr live.it live.nl live.ca msn.com
  passport.com windowslive.com yahoo.com yahoo.co.uk yahoo.co.in yahoo.co.jp yahoo.ca yahoo.com.au yahoo.com.br yahoo.com.mx yahoo.de
  yahoo.es yahoo.fr yahoo.in yahoo.it ymail.com rocketmail.com icloud.com me.com mac.com aol.com aol.de aol.co.uk aim.com verizon.net
  att.net sbcglobal.net bellsouth.net comcast.net cox.net charter.net earthlink.net juno.com netzero.net optonline.net rogers.com
  shaw.ca sympatico.ca proton.me protonmail.com protonmail.ch pm.me tutanota.com tutanota.de tuta.com tuta.io tutamail.com keemail.me
  gmx.com gmx.de gmx.net gmx.at gmx.ch gmx.fr gmx.us gmx.co.uk web.de mail.com email.com usa.com email.de freenet.de t-online.de
  magenta.de online.de arcor.de vodafonemail.de posteo.de posteo.net mailbox.org 1und1.de aon.at chello.at bluewin.ch hispeed.ch
  sunrise.ch orange.fr wanadoo.fr free.fr sfr.fr laposte.net neuf.fr bbox.fr numericable.fr telenet.be skynet.be proximus.be
  ziggo.nl kpnmail.nl planet.nl xs4all.nl home.nl hetnet.nl libero.it virgilio.it tiscali.it alice.it tin.it fastwebnet.it
  poste.it telefonica.net terra.es terra.com.br uol.com.br bol.com.br ig.com.br globo.com sapo.pt mail.telepac.pt btinternet.com
  ntlworld.com virginmedia.com blueyonder.co.uk sky.com talktalk.net talk21.com eircom.net telia.com comhem.se bredband.net
  online.no getmail.no kolumbus.fi luukku.com tdcadsl.dk mail.dk wp.pl o2.pl onet.pl interia.pl gazeta.pl op.pl seznam.cz email.cz
  centrum.cz atlas.cz azet.sk zoznam.sk freemail.hu citromail.hu indamail.hu abv.bg mail.bg yahoo.ro mail.ru inbox.ru list.ru
  bk.ru internet.ru yandex.ru yandex.com ya.ru rambler.ru ukr.net i.ua meta.ua walla.co.il walla.com mynet.com qq.com foxmail.com
  163.com 126.com yeah.net sina.com sina.cn sohu.com aliyun.com 139.com 189.cn naver.com hanmail.net daum.net kakao.com nate.com
  docomo.ne.jp ezweb.ne.jp softbank.ne.jp au.com rediffmail.com sify.com bigpond.com optusnet.com.au xtra.co.nz zoho.com
  zohomail.com zohomail.eu fastmail.com fastmail.fm hey.com duck.com hushmail.com hushmail.me runbox.com startmail.com disroot.org
  riseup.net lycos.com inbox.com inbox.lv mailfence.com simplelogin.com anonaddy.me addy.io mozmail.com privaterelay.appleid.com
  users.noreply.github.com mailinator.com guerrillamail.com guerrillamail.net sharklasers.com 10minutemail.com temp-mail.org
  tempmail.com yopmail.com yopmail.fr trashmail.com trashmail.de dispostable.com getnada.com maildrop.cc mohmal.com throwawaymail.com
  fakeinbox.com mintemail.com spamgourmet.com byom.de wegwerfmail.de`.split(/\s+/),
);
