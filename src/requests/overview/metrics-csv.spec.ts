import { metricsOf } from '../../compliance/index.js';
import { metricsCsv } from './metrics-csv.js';

describe('the metrics of a year as CSV', () => {
  it('are a row for each right, with a name over every column, and empty where there are no days', () => {
    const none = { ...metricsOf([]), received: 12, medianDays: null, meanDays: 3.5 };
    const csv = metricsCsv({
      year: 2025,
      isOver: true,
      timeZones: ['UTC'],
      results: [{ of: 'ccpa', right: 'delete', ...none }],
    });
    expect(csv.split('\r\n')).toEqual([
      'year,of,right,received,complied,compliedInWhole,compliedInPart,nothingHeld,denied,withdrawn,failed,open,medianDays,meanDays,' +
        'denied: unverified,denied: not-a-consumer,denied: exempt,denied: other',
      '2025,ccpa,delete,12,0,0,0,0,0,0,0,0,,3.5,0,0,0,0',
      '',
    ]);
  });
});
