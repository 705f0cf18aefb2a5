import { Validations } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';

export type QuickSightUserProps = {
  /** Key of the secret. */
  readonly encryptionKey: IKey;
};

/**
 * The database user that QuickSight signs in as: an analyst with a password that only this secret holds. By
 * IAM QuickSight reaches provisioned clusters alone (docs/adr/0012).
 */
export class QuickSightUser extends Construct {
  readonly secret: Secret;

  constructor(scope: Construct, id: string, { encryptionKey }: QuickSightUserProps) {
    super(scope, id);
    this.secret = new Secret(this, 'Secret', {
      description: 'The database user of QuickSight',
      encryptionKey,
      generateSecretString: {
        secretStringTemplate: JSON.stringify({ username: 'casepulse_quicksight' }),
        generateStringKey: 'password',
        passwordLength: 48,
        excludePunctuation: true,
      },
    });
    Validations.of(this.secret).acknowledge({
      id: 'AwsSolutions-SMG4',
      reason:
        'QuickSight keeps the password that it was given: a rotation would lock it out. docs/deploy.md tells how to renew it',
    });
  }
}
