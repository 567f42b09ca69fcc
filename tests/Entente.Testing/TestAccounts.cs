using Dapper;
using Entente.Node.Accounts;
using Entente.Node.Accounts.Sessions;
using Entente.Node.Oversight;
using Entente.Node.Oversight.Purposes;
using Entente.Node.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Entente.Testing;

/// <summary>Makes accounts and sessions in a running node as its use cases do, without a browser.</summary>
internal static class TestAccounts
{
    public static readonly Ground Ground = new("administration", "test-act-4");

    /// <summary>Makes an account of a name with roles; its id.</summary>
    public static async Task<string> AddAsync(RunningNode node, string name, params string[] roles)
    {
        var keys = node.Services.GetRequiredService<KeyStore>();
        var keyId = keys.Make();
        return await node.Services.GetRequiredService<LedgerWriter>().WriteAsync(
            work =>
            {
                var id = AccountTable.NewId(work);
                work.AddAccount(id, keyId, AccountName.Seal(keys, keyId, id, name), Ground);
                foreach (var role in roles)
                {
                    work.Grant(id, role, "user:test-a", "user:test-b");
                }

                work.Record(Act.Of("user:test-a", ActionCode.RoleGranted, Ground, Caller.UserPrefix + id));
                return id;
            },
            CancellationToken.None);
    }

    /// <summary>Begins a session; the secret of its cookie.</summary>
    public static Task<string> BeginAsync(RunningNode node, string account, string? before = null) => node.Services.GetRequiredService<LedgerWriter>().WriteAsync(
        work => node.Services.GetRequiredService<SessionTable>().Begin(work, account, Manner.Passkey, before, Ground), CancellationToken.None);

    /// <summary>A browser with a session, or none: it brings its cookie and says that its requests come from the node's own pages.</summary>
    public static HttpClient Browser(RunningNode node, string? secret)
    {
        var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = node.Nobody.BaseAddress };
        client.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        if (secret is not null)
        {
            client.DefaultRequestHeaders.Add("Cookie", $"entente={secret}");
        }

        return client;
    }

    public static async Task<HttpClient> SignInAsync(RunningNode node, string name, params string[] roles) =>
        Browser(node, await BeginAsync(node, await AddAsync(node, name, roles)));

    /// <summary>One value of the database.</summary>
    public static T? Value<T>(RunningNode node, string sql, object? parameters = null)
    {
        using var connection = node.Services.GetRequiredService<Database>().Open();
        return connection.ExecuteScalar<T>(sql, parameters);
    }
}
