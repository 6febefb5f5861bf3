import { likenessOfKey, likenessOfName } from './person-words.js';

/** Columns that say who somebody is by their role, as several languages and habits write them. */
const PEOPLE = `
  creator_id creatorId created_by createdById CreatedBy updated_by_user updater sender sender_id
  message_sender recipient recipients_ids recipient_uuid assignee_id assigneeUuid reporter_id author_id
  post_author authorId authors_id owner owner_id repo_owner reviewer last_reviewer_id editor_id
  approver_uuid approved_by member_id team_member subscriber_id contact_uuid invitee_email invitee
  participant participant_ids customer_ref kunde kunden_id kundennummer kundennr kundenId benutzer_id
  benutzerId nutzer mitarbeiter_nr ersteller erstellt_von geändert_von empfänger_id absender client_id
  id_client idClient id_utilisateur utilisateur_id auteur cree_par cliente_id idCliente id_usuario usuario
  creado_por autor_id criado_por pessoa_id utente_id autore creato_da klant_id gebruiker klantnummer
  aangemaakt_door customerid creatorid ownerid from_user to_user create_user assigned_to sent_to
  reported_by lastModifiedBy deletedBy uploaded_by_id requester uploader_id buyer_id seller payer_id
  student_id patient_uuid followee_id follower_id friend_ids by account_number manager_id player_id
  actor_id user_fk num_client no_client
`;

/** Columns of everyday tables that are about nobody. */
const THINGS = `
  id name title description status state type kind created_at updated_at deleted_at price amount total
  quantity count currency sku slug url path body content text color size weight height width length
  position sort_order rank priority level version hash checksum token locale language country_code region
  timezone category_id product_id order_id parent_id item_id group_id tenant_id shop_id store_id
  warehouse_id supplier_id vendor publisher_id company_id organization_id project_id team_id role role_id
  permission user_count users_total num_users max_members member_count members_count customer_group_id
  customer_segment author_count editor_theme text_editor code_editor default_editor owner_type author_type
  sender_domain recipient_count contact_form_id player_version video_player media_player http_client
  redis_client password_manager tag_manager_id package_manager db_user smtp_user is_owner has_author
  can_edit per_user limit_per_user host hostname worker_id job_id queue topic consumer_group agent listener
  reader writer handler_id driver db_driver driver_name account_code gl_account revenue_account
  account_type client_version client_secret_expires valid_from gueltig_von valid_until sorted_by grouped_by
  powered_by order_by generated_by replaced_by caused_by blocked_by step phase stage comment note tags
  image_url thumbnail poster cover file_name file_size mime_type extension bucket key value config settings
  options metadata payload event event_type source target origin destination distance duration start_at
  end_at due_date month year week day hour tax_rate discount coupon_code invoice_no payment_method
  shipping_method tracking_number carrier brand model make year_built features rating score votes likes
  views shares downloads clicks impressions revenue cost profit margin budget balance interest_rate
  principal modifier parent child children leaf node edge weight_kg owner_count artist_id album_id track_id
  genre membership_level subscription_plan contact_us_enabled member_since friend_request_status editorial
  ownership authored_on usergroup custom_field customs_code personal_note personality participation visits
  guestbook_theme accounting_period clients_count players_online staffing profile_picture leadtime
  holder_type manager_type recipe_id reporters_total
`;

const names = (text: string) => text.trim().split(/\s+/);

describe('the name of a column', () => {
  it.each([
    ['distinct_id', 'an id of a person or an account'],
    ['userId', 'an id of a person or an account'],
    ['last_userIDs', 'an id of a person or an account'],
    ['userid', 'an id of a person or an account'],
    ['customer_id', 'an id of a person or an account'],
    ['AccountID', 'an id of a person or an account'],
    ['Person', 'an id of a person or an account'],
    ['subject', 'an id of a person or an account'],
    ['$email', 'an e-mail address'],
    ['e_mail', 'an e-mail address'],
    ['contactEMail2', 'an e-mail address'],
    ['phone_number', 'a phone number'],
    ['device_id', 'a device or advertising id'],
    ['advertisingId', 'a device or advertising id'],
    ['ip', 'an IP address'],
    ['IPAddress', 'an IP address'],
    ['session-id', 'the id of a session or a browser'],
    ['firstName', 'the name of a person'],
    ['username', 'the name of a person'],
    ['id_hmac', 'an id, hashed or encrypted'],
    ['iban', 'a number of a government, a bank or a card'],
  ])('%s is like %s', (name, likeness) => {
    expect(likenessOfName(name, 'text')).toBe(likeness);
  });

  it.each([
    'id',
    'name',
    'user_count',
    'users_total',
    'shipping',
    'zip_file',
    'description',
    'recipe',
    'emaille',
    'title',
    '',
  ])('%j tells of nobody', (name) => {
    expect(likenessOfName(name, 'text')).toBeNull();
  });

  it('counts by what the column can hold: a flag called email is no address, a day of birth is a date', () => {
    expect(likenessOfName('email', 'other')).toBeNull();
    expect(likenessOfName('email_sent', 'time')).toBeNull();
    expect(likenessOfName('user_id', 'number')).not.toBeNull();
    expect(likenessOfName('date_of_birth', 'time')).not.toBeNull();
  });

  it('says who somebody is by the part they have in a row', () => {
    expect(names(PEOPLE).filter((name) => likenessOfName(name, 'text') === null)).toEqual([]);
    expect(['sender_id', 'kundennummer', 'created_by'].map((name) => likenessOfName(name, 'number'))).not.toContain(
      null,
    );
  });

  it('raises no alarm about everyday columns', () => {
    const alarms = (holds: 'text' | 'number') => names(THINGS).filter((name) => likenessOfName(name, holds) !== null);
    expect([alarms('text'), alarms('number')]).toEqual([[], []]);
  });

  it('must say more in JSON, where a word may be a count', () => {
    expect(likenessOfKey('subjects')).toBeNull();
    expect(likenessOfKey('subject_id')).toBe('an id of a person or an account');
    expect(likenessOfKey('author')).toBeNull();
    expect([likenessOfKey('createdBy'), likenessOfKey('creator_id')]).not.toContain(null);
  });
});
