using System.Collections.Concurrent;
using System.Data.Common;
using Dapper;
using Entente.Node.Oversight;
using Entente.Node.Oversight.Purposes;
using Entente.Node.Storage;
using Microsoft.Extensions.Options;

namespace Entente.Node.Accounts.Sessions;

/// <summary>
/// Who is signed in. The cookie holds 256 random bits, the row their hash. When somebody last asked stays in memory: after a restart of the node a session
/// counts from its beginning, so that it ends rather too early than too late.
/// </summary>
internal sealed class SessionTable(Database database, KeyStore keys, IOptions<AccountOptions> options, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, DateTimeOffset> _asked = new(StringComparer.Ordinal);

    /// <summary>Begins a session within a work and gives the secret for the cookie. The one that the browser had before ends, so that nobody can have planted it.</summary>
    /// <param name="work">The work.</param>
    /// <param name="account">Id of the account.</param>
    /// <param name="manner">How it was proven who it is, of <see cref="Manner"/>.</param>
    /// <param name="before">The secret that the browser presented; null for none.</param>
    /// <param name="ground">For which purpose people have accounts.</param>
    public string Begin(Work work, string account, string manner, string? before, Ground ground)
    {
        var secret = Secret.Make();
        var id = AccountTable.NewId(work);
        work.Execute("DELETE FROM account_session WHERE hash = @hash OR expires <= @Now", new { hash = before is null ? "" : Secret.HashOf(before), work.Now });
        work.Execute(
            "INSERT INTO account_session (hash, id, account_id, manner, began, expires) VALUES (@hash, @id, @account, @manner, @Now, @expires)",
            new { hash = Secret.HashOf(secret), id, account, manner, work.Now, expires = work.Now + options.Value.AbsoluteLimit });
        work.Record(Act.Of(Caller.UserPrefix + account, ActionCode.SessionBegan, ground, Caller.UserPrefix + account, new { Session = id, manner }));
        return secret;
    }

    /// <summary>The session of a cookie; null where there is none, it has ended or its account is locked.</summary>
    /// <param name="secret">What the cookie holds.</param>
    /// <param name="counts">Whether somebody asks, so that the session lasts; false for what an open page asks by itself.</param>
    public Session? Find(string secret, bool counts = true)
    {
        var hash = Secret.HashOf(secret);
        using var connection = database.Open();
        var row = connection.QueryFirstOrDefault<Row>(
            """
            SELECT s.id, s.account_id, s.began, s.expires, a.key_id, a.name FROM account_session s JOIN account a ON a.id = s.account_id
            WHERE s.hash = @hash AND a.locked IS NULL
            """,
            new { hash });
        var now = time.GetUtcNow();
        if (row is null || row.Expires <= now || _asked.GetValueOrDefault(hash, row.Began) + options.Value.IdleLimit <= now)
        {
            _asked.TryRemove(hash, out _);
            return null;
        }

        if (counts)
        {
            ForgetIdle(now);
            _asked[hash] = now;
        }

        return new Session(row.Id, row.AccountId, AccountName.Open(keys, row.KeyId, row.AccountId, row.Name), RolesOf(connection, row.AccountId), row.Began);
    }

    private static List<string> RolesOf(DbConnection connection, string account) =>
        connection.Query<string>("SELECT role FROM account_role WHERE account_id = @account AND ended IS NULL", new { account }).AsList();

    private void ForgetIdle(DateTimeOffset now)
    {
        const int many = 10_000;
        if (_asked.Count > many)
        {
            foreach (var (hash, _) in _asked.Where(pair => pair.Value + options.Value.IdleLimit <= now))
            {
                _asked.TryRemove(hash, out _);
            }
        }
    }

    private sealed class Row
    {
        public string Id { get; init; } = "";

        public string AccountId { get; init; } = "";

        public DateTimeOffset Began { get; init; }

        public DateTimeOffset Expires { get; init; }

        public string KeyId { get; init; } = "";

        public byte[] Name { get; init; } = [];
    }
}
