export { Notifications as Told } from '@mantine/notifications';
