import { describe, expect, it } from '@jest/globals';

import { newId } from '#libs/kernel';

import type { Bus, BusMessage } from '../bus.js';
import type { RoomName } from '../update-log.js';
import { eventually } from './eventually.js';

/** The rules of SPEC.md section BU. `make` gives two servers' ends of one bus. */
export function busContract(make: () => Promise<readonly [Bus, Bus]>): void {
  describe('bus', () => {
    const room = (): RoomName => newId() as string as RoomName;
    const news: BusMessage = { kind: 'committed', position: 1, updates: [Uint8Array.of(0, 0)] };

    it('[BU1] carries to the other servers that hold the room, unless it loses the message', async () => {
      const [here, there] = await make();
      const heard: BusMessage[] = [];
      const name = room();
      there.subscribe(name, (message) => heard.push(message));
      await eventually(() => {
        here.publish(name, news);
        return heard.length > 0;
      });
      const [first] = heard;
      expect(first).toMatchObject({ kind: 'committed', position: 1 });
    });

    it('[BU2] brings nothing of one\'s own, of other rooms, or after the end', async () => {
      const [here, there] = await make();
      const heard: string[] = [];
      const [mine, others] = [room(), room()];
      here.subscribe(mine, () => heard.push('own'));
      there.subscribe(others, () => heard.push('other room'));
      there.subscribe(mine, () => heard.push('after the end'))();
      there.subscribe(mine, () => heard.push('right'));
      await eventually(() => {
        here.publish(mine, news);
        return heard.includes('right');
      });
      expect(new Set(heard)).toEqual(new Set(['right']));
    });
  });
}
