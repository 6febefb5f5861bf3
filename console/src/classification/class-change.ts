import { useQueryClient } from '@tanstack/react-query';
import { useMutation } from '../api/mutation';
import { changeClasses, classificationQuery, type ClassChange } from './classification-data';

/** Says what properties are, and shows what is said then. */
export function useClassChange(projectId: number) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (changes: ClassChange[]) => changeClasses(projectId, changes),
    onSuccess: (saved) => queries.setQueryData(classificationQuery(projectId).queryKey, saved),
  });
}
