using Dapper;
using Entente.Node.Storage;

namespace Entente.Node.Accounts;

/// <summary>The names of colleagues, for pages that say who did something.</summary>
internal sealed class Colleagues(Database database, KeyStore keys)
{
    /// <summary>The names by opaque id; an id whose account is not known, such as a machine's, is not among them.</summary>
    public IReadOnlyDictionary<string, string> NamesOf(IEnumerable<string?> ids)
    {
        using var connection = database.Open();
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var id in ids.OfType<string>().Where(i => i.StartsWith(Caller.UserPrefix, StringComparison.Ordinal)).Distinct(StringComparer.Ordinal))
        {
            var account = connection.QueryFirstOrDefault<AccountRow>("SELECT id, key_id, name, made, locked FROM account WHERE id = @id", new { id = id[Caller.UserPrefix.Length..] });
            if (account?.NameBy(keys) is { Length: > 0 } name)
            {
                names[id] = name;
            }
        }

        return names;
    }
}
