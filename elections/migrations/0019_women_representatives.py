"""The list of representatives says who is a woman: a villagers' meeting needs a third of them."""

from django.db import migrations, models

from elections.migrations import _meeting_guards, _representative_guards, _women_guards

AGAIN = (_representative_guards.REPRESENTATIVE, _meeting_guards.LAWFUL)  # the same texts as 0007 runs on a new database


class Migration(migrations.Migration):

    dependencies = [
        ('elections', '0018_election_committee'),
    ]

    operations = [
        migrations.AddField(
            model_name='representative',
            name='sex',
            field=models.CharField(blank=True, choices=[('f', 'Female'), ('m', 'Male')], default='', max_length=1, verbose_name='Sex'),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name='representative',
            constraint=models.CheckConstraint(condition=models.Q(('sex__in', ['', 'f', 'm'])), name='elections_representative_sex'),
        ),
        migrations.RunSQL(_women_guards.WOMEN, 'DROP FUNCTION elections_women CASCADE'),
        *(migrations.RunSQL(make, migrations.RunSQL.noop) for make in AGAIN),
    ]
