import type { known as english } from '../en/known.js';

export const known: typeof english = {
  identifiers: 'Kennungen',
  customer_records: 'Kundendaten',
  protected_classifications: 'gesetzlich geschützte Merkmale',
  commercial: 'Käufe und andere geschäftliche Angaben',
  biometric: 'biometrische Daten',
  internet_activity: 'Aktivität im Internet und in Apps',
  geolocation: 'Standort',
  sensory: 'Ton-, Bild- und ähnliche Aufzeichnungen',
  professional: 'Angaben zum Beruf',
  education: 'Angaben zur Ausbildung',
  inferences: 'Schlüsse, die über Sie gezogen wurden',
  sensitive: 'besonders geschützte Angaben',
  government_id: 'Nummern amtlicher Dokumente',

  Events: 'Ereignisse',
  Profile: 'Profil',
  'Session replays': 'Aufzeichnungen von Sitzungen',
  'Identity links': 'Verknüpfte Kennungen',
  'Understanding how the product is used, in order to run and improve it':
    'Verstehen, wie das Produkt benutzt wird, um es zu betreiben und zu verbessern',
  'Telling accounts apart and describing them to those who look after them':
    'Konten auseinanderhalten und für die beschreiben, die sie betreuen',
  'Finding out where using the product goes wrong': 'Herausfinden, wo die Benutzung des Produkts misslingt',
  'Knowing that several ids are one person': 'Wissen, dass mehrere Kennungen dieselbe Person sind',
  'The person, while using the product, and the devices they use it with':
    'Ihnen selbst, während Sie das Produkt benutzen, und den Geräten, mit denen Sie es tun',
  'The person, when signing up or changing their settings, and the systems that serve them':
    'Ihnen selbst, beim Anmelden oder beim Ändern Ihrer Einstellungen, und den Systemen, die Sie bedienen',
  'The devices with which the person uses the product': 'den Geräten, mit denen Sie das Produkt benutzen',
  'The product, when a person signs in or is merged with another id':
    'dem Produkt, wenn Sie sich anmelden oder mit einer anderen Kennung zusammengeführt werden',
  'Two years from the date of each, or as the retention of the project says':
    'Zwei Jahre ab dem Datum jedes Ereignisses, oder wie das Projekt es eingestellt hat',
  'Until erased, or as the retention of the project says': 'Bis zur Löschung, oder wie das Projekt es eingestellt hat',
  'Thirty days from its arrival, or as the retention of the project says':
    'Dreißig Tage ab dem Eintreffen, oder wie das Projekt es eingestellt hat',
  'Until erased, or until the project ends': 'Bis zur Löschung oder bis das Projekt endet',
};
