/**
 * What a data map says in Habeas' own words, as people read it: categories (Cal. Civ. Code §1798.140(v)(1)), and in other languages
 * what is presumed of the built-in collections. What a company has written itself stands as it wrote it.
 */
export const known: Readonly<Record<string, string>> = {
  identifiers: 'identifiers',
  customer_records: 'customer records',
  protected_classifications: 'characteristics protected by law',
  commercial: 'purchases and other commercial information',
  biometric: 'biometric information',
  internet_activity: 'activity on the internet and in apps',
  geolocation: 'location',
  sensory: 'audio, visual and similar recordings',
  professional: 'information about work',
  education: 'information about education',
  inferences: 'conclusions drawn about you',
  sensitive: 'sensitive personal information',
  government_id: 'numbers of official documents',
};
