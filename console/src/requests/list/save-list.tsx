import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { api, must } from '../../api/client';
import { useMutation } from '../../api/mutation';
import { saveFile } from '../../app/saving/save-file';
import { useTexts } from '../../texts/texts';
import { queryOf, type Filters } from './filters';

/** Fetches the whole list with these filters as a CSV file, which the browser saves. */
export function useSaveList(filters: Filters, organizationId: string) {
  return useMutation({
    mutationFn: async () => {
      const { cursor: _, ...query } = queryOf(filters, organizationId);
      const file = await must(api.GET('/api/v1/requests.csv', { params: { query }, parseAs: 'blob' }));
      saveFile('requests.csv', file);
    },
  });
}

export function SaveListButton({ save }: { readonly save: ReturnType<typeof useSaveList> }) {
  const t = useTexts();
  return (
    <Button
      variant="default"
      leftSection={<IconDownload size={16} aria-hidden />}
      loading={save.isPending}
      onClick={() => save.mutate()}
    >
      {t('requestList.save')}
    </Button>
  );
}
