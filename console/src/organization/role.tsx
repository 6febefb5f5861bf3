import { Badge, NativeSelect } from '@mantine/core';
import type { MessageId } from '../texts/en/index';
import { useTexts } from '../texts/texts';
import { ROLES, type Role } from './organization-queries';

const WHAT: Record<Role, MessageId> = {
  owner: 'members.role.owner.about',
  admin: 'members.role.admin.about',
  member: 'members.role.member.about',
};

export function RoleBadge({ role }: { readonly role: Role }) {
  const t = useTexts();
  return (
    <Badge variant="default" tt="none">
      {t(`members.role.${role}`)}
    </Badge>
  );
}

interface RoleSelectProps {
  readonly role: Role;
  readonly onChange: (role: Role) => void;
  /** Only owners make owners. */
  readonly asOwner: boolean;
}

/** A role to choose, with what it may do. */
export function RoleSelect({ role, onChange, asOwner }: RoleSelectProps) {
  const t = useTexts();
  return (
    <NativeSelect
      label={t('members.role')}
      description={t(WHAT[role])}
      value={role}
      data={ROLES.filter((each) => asOwner || each !== 'owner' || each === role).map((each) => ({
        value: each,
        label: t(`members.role.${each}`),
      }))}
      onChange={(event) => onChange(event.currentTarget.value as Role)}
    />
  );
}
