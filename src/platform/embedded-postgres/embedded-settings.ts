/** Settings of the embedded server. A subject's id must not reach its log, hence the second block. */
const STANDARD = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  shared_buffers: '128MB',
  huge_pages: 'off',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  client_connection_check_interval: '5s',

  log_statement: 'none',
  log_min_duration_statement: '-1',
  log_min_messages: 'log', // leaves out errors of statements, whose text may quote a value; the client gets them
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
  log_checkpoints: 'off',
  log_autovacuum_min_duration: '-1',
};

/** The text of the settings file: name = 'value', a line each. */
export function renderSettings(settings: Readonly<Record<string, string>>): string {
  const lines = Object.entries({ ...STANDARD, ...settings }).map(
    ([name, value]) => `${name} = '${value.replaceAll("'", "''")}'`,
  );
  return `# Written by Habeas at every start: changes are lost.\n${lines.join('\n')}\n`;
}
