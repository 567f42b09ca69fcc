using System.Data.Common;
using Dapper;
using Entente.Node.Storage;

namespace Entente.Node.Accounts;

/// <summary>What the ids of people, as they stand in the record, are called.</summary>
internal static class AccountNames
{
    /// <summary>Names by id ("user:…"); an id that no account has is not in it, nor one whose name has been destroyed.</summary>
    public static IReadOnlyDictionary<string, string> Of(DbConnection connection, KeyStore keys, IEnumerable<string?> ids)
    {
        var accounts = ids.OfType<string>().Where(id => id.StartsWith(Caller.UserPrefix, StringComparison.Ordinal)).Select(id => id[Caller.UserPrefix.Length..]).Distinct(StringComparer.Ordinal).ToList();
        return accounts.Count == 0
            ? new Dictionary<string, string>(StringComparer.Ordinal)
            : Named(connection.QueryAmong<AccountRow>("SELECT id, key_id, name FROM account WHERE id IN @ids", accounts), keys);
    }

    /// <summary>The ids of everybody whose name has these letters in it.</summary>
    public static IReadOnlyList<string> Find(DbConnection connection, KeyStore keys, string letters) =>
        [.. Named(connection.Query<AccountRow>("SELECT id, key_id, name FROM account"), keys).Where(n => n.Value.Contains(letters, StringComparison.CurrentCultureIgnoreCase)).Select(n => n.Key)];

    private static Dictionary<string, string> Named(IEnumerable<AccountRow> rows, KeyStore keys) =>
        rows.Select(row => (Id: Caller.UserPrefix + row.Id, Name: row.NameBy(keys))).Where(row => row.Name.Length > 0).ToDictionary(row => row.Id, row => row.Name, StringComparer.Ordinal);
}
