using System.Globalization;
using Dapper;

namespace Entente.Node.Storage;

/// <summary>
/// A list of values for a clause IN. Dapper writes one out for SQLite alone: where a database has arrays, as PostgreSQL has, it passes an array, which IN does not take.
/// </summary>
internal static class Among
{
    /// <summary>A statement whose "IN @ids" stands for these values, and its parameters; for none, it finds nothing.</summary>
    /// <param name="sql">The statement, with "IN @ids" once.</param>
    /// <param name="values">The values, 30,000 at most: SQLite takes 32,766 parameters (sqlite.org/limits.html, 9).</param>
    public static (string Sql, DynamicParameters Values) Of(string sql, IEnumerable<string> values)
    {
        var parameters = new DynamicParameters();
        var names = new List<string>();
        foreach (var value in values)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"id{names.Count}");
            names.Add("@" + name);
            parameters.Add(name, value);
        }

        return (sql.Replace("IN @ids", $"IN ({(names.Count == 0 ? "NULL" : string.Join(", ", names))})", StringComparison.Ordinal), parameters);
    }

    /// <summary>The rows of a statement in which "IN @ids" stands for these values.</summary>
    public static IEnumerable<T> QueryAmong<T>(this System.Data.Common.DbConnection connection, string sql, IEnumerable<string> values)
    {
        var (text, parameters) = Of(sql, values);
        return connection.Query<T>(text, parameters);
    }
}
