using System.Data;
using System.Globalization;
using System.Runtime.CompilerServices;
using Dapper;

namespace Entente.Node.Storage;

/// <summary>How columns are read and written.</summary>
internal static class Columns
{
    /// <summary>Prepares it once for the whole process: a command opens files of a database without being a node.</summary>
    [ModuleInitializer]
    internal static void Prepare()
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset));
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset?));
        SqlMapper.RemoveTypeMap(typeof(DateOnly));
        SqlMapper.RemoveTypeMap(typeof(DateOnly?));
        SqlMapper.AddTypeHandler(new InstantColumn());
        SqlMapper.AddTypeHandler(new DayColumn());
    }
}

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
