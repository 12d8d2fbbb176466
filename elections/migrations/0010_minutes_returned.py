"""Minutes of a representatives' meeting are sent back with a comment, and written again."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from elections.migrations import _returning_guards as guards


class Migration(migrations.Migration):

    dependencies = [
        ('elections', '0009_meeting_continues'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='minutes',
            name='is_returned',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='minutes',
            name='return_comment',
            field=models.CharField(blank=True, max_length=500),
        ),
        migrations.AddField(
            model_name='minutes',
            name='returned_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='minutes',
            name='returned_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='minutes',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('is_returned', False), ('return_comment', ''), ('returned_at', None), ('returned_by', None)), models.Q(('returned_at__isnull', False), ('returned_by__isnull', False), models.Q(('return_comment', ''), _negated=True)), _connector='OR'), name='elections_minutes_returned'),
        ),
        migrations.AddConstraint(
            model_name='minutes',
            constraint=models.CheckConstraint(condition=models.Q(('is_returned', False), ('confirmed_at', None), _connector='OR'), name='elections_minutes_returned_open'),
        ),
        migrations.AddConstraint(
            model_name='minutes',
            constraint=models.CheckConstraint(condition=models.Q(('is_returned', False), models.Q(('returned_by', models.F('entered_by')), _negated=True), _connector='OR'), name='elections_minutes_returned_second'),
        ),
        *(
            migrations.RunSQL(make, f"DROP FUNCTION {name} CASCADE")
            for make, name in guards.FUNCTIONS.items()
        ),
    ]
