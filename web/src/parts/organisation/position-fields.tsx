import { EnvironmentOutlined, MinusCircleOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Form, InputNumber } from 'antd';
import { useState } from 'react';
import { askHere, maySayHere } from '../../here.ts';
import type { NotHere } from '../../here.ts';
import { useWords } from '../../words/use-words.ts';

const mostPositions = 20;
// A metre is about 0.00001 degrees.
const decimals = 6;
const rounded = (degrees: number) => Number(degrees.toFixed(decimals));

/** 位置点 of a zone: typed, or taken where the phone is now. */
export function PositionFields() {
  const { t } = useWords();
  const [isAsking, setAsking] = useState(false);
  const [fault, setFault] = useState<NotHere | null>(null);
  const within = (degrees: number) => [
    { required: true, type: 'number' as const, min: -degrees, max: degrees, message: t('organisation.field.degrees', { most: degrees }) },
  ];
  return (
    <Form.List name="positions">
      {(rows, { add, remove }) => (
        <>
          <h3>{t('organisation.positions')}</h3>
          <p className="quiet">{t('organisation.field.positionsHow')}</p>
          {rows.map(({ key, name }) => (
            <div key={key} className="key-unit-row">
              <Form.Item name={[name, 'latitude']} label={t('organisation.field.latitude')} rules={within(90)}>
                <InputNumber precision={decimals} controls={false} inputMode="decimal" placeholder="36.067100" />
              </Form.Item>
              <Form.Item name={[name, 'longitude']} label={t('organisation.field.longitude')} rules={within(180)}>
                <InputNumber precision={decimals} controls={false} inputMode="decimal" placeholder="120.382600" />
              </Form.Item>
              <Button
                type="text"
                icon={<MinusCircleOutlined aria-hidden />}
                aria-label={t('organisation.field.dropPosition', { number: name + 1 })}
                onClick={() => remove(name)}
              />
            </div>
          ))}
          {rows.length < mostPositions && (
            <div className="form-end">
              {maySayHere && (
                <Button
                  icon={<EnvironmentOutlined aria-hidden />}
                  loading={isAsking}
                  onClick={() => {
                    setFault(null);
                    setAsking(true);
                    askHere()
                      .then(({ latitude, longitude }) => add({ latitude: rounded(latitude), longitude: rounded(longitude) }))
                      .catch((reason: NotHere) => setFault(reason))
                      .finally(() => setAsking(false));
                  }}
                >
                  {t('organisation.field.positionHere')}
                </Button>
              )}
              <Button type="dashed" icon={<PlusOutlined aria-hidden />} onClick={() => add({})}>
                {t('organisation.field.addPosition')}
              </Button>
            </div>
          )}
          {fault && (
            <p className="fault" role="alert">
              {t(`report.here.${fault}`)}
            </p>
          )}
        </>
      )}
    </Form.List>
  );
}
