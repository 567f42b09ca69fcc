using System.Data;
using System.Globalization;
using Dapper;

namespace Entente.Node.Storage;

/// <summary>An instant is stored as milliseconds since 1970 in UTC, the same in every database.</summary>
internal sealed class InstantColumn : SqlMapper.TypeHandler<DateTimeOffset>
{
    public override DateTimeOffset Parse(object value) => DateTimeOffset.FromUnixTimeMilliseconds(Convert.ToInt64(value, CultureInfo.InvariantCulture));

    public override void SetValue(IDbDataParameter parameter, DateTimeOffset value) => (parameter.DbType, parameter.Value) = (DbType.Int64, value.ToUnixTimeMilliseconds());
}

/// <summary>A day is stored as 2026-11-24.</summary>
internal sealed class DayColumn : SqlMapper.TypeHandler<DateOnly>
{
    public override DateOnly Parse(object value) => DateOnly.ParseExact((string)value, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    public override void SetValue(IDbDataParameter parameter, DateOnly value) =>
        (parameter.DbType, parameter.Value) = (DbType.String, value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
}
