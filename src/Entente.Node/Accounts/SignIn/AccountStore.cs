using System.Buffers.Text;
using System.Data.Common;
using Dapper;
using Entente.Node.Storage;
using Microsoft.AspNetCore.Identity;

namespace Entente.Node.Accounts.SignIn;

/// <summary>The holder of an account, as ASP.NET Core Identity sees him.</summary>
/// <param name="Id">Id of the account.</param>
/// <param name="Name">His name.</param>
internal sealed record AccountUser(string Id, string Name);

/// <summary>
/// Reads accounts and passkeys for ASP.NET Core Identity, which checks what authenticators answer. It changes nothing: the use cases do, in the one writer's
/// transaction with the act.
/// </summary>
internal sealed class AccountStore(Database database, KeyStore keys) : IUserPasskeyStore<AccountUser>
{
    public Task<AccountUser?> FindByIdAsync(string userId, CancellationToken cancellationToken)
    {
        using var connection = database.Open();
        return Task.FromResult(Find(connection, userId));
    }

    public Task<IList<UserPasskeyInfo>> GetPasskeysAsync(AccountUser user, CancellationToken cancellationToken)
    {
        using var connection = database.Open();
        return Task.FromResult<IList<UserPasskeyInfo>>(connection.Query<Row>($"{Select} WHERE account_id = @Id", new { user.Id }).Select(r => r.ToInfo()).ToList());
    }

    public Task<AccountUser?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken)
    {
        using var connection = database.Open();
        var account = connection.ExecuteScalar<string?>("SELECT account_id FROM account_passkey WHERE credential = @credential", new { credential = Base64Url.EncodeToString(credentialId) });
        return Task.FromResult(account is null ? null : Find(connection, account));
    }

    public Task<UserPasskeyInfo?> FindPasskeyAsync(AccountUser user, byte[] credentialId, CancellationToken cancellationToken)
    {
        using var connection = database.Open();
        var row = connection.QueryFirstOrDefault<Row>($"{Select} WHERE account_id = @Id AND credential = @credential", new { user.Id, credential = Base64Url.EncodeToString(credentialId) });
        return Task.FromResult(row?.ToInfo());
    }

    public Task<string> GetUserIdAsync(AccountUser user, CancellationToken cancellationToken) => Task.FromResult(user.Id);

    public Task<string?> GetUserNameAsync(AccountUser user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Name);

    public Task<string?> GetNormalizedUserNameAsync(AccountUser user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Id);

    // Nobody is found by a name: passkeys say themselves whose they are.
    public Task<AccountUser?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) => Task.FromResult<AccountUser?>(null);

    public Task SetUserNameAsync(AccountUser user, string? userName, CancellationToken cancellationToken) => throw ChangesNothing();

    public Task SetNormalizedUserNameAsync(AccountUser user, string? normalizedName, CancellationToken cancellationToken) => throw ChangesNothing();

    public Task<IdentityResult> CreateAsync(AccountUser user, CancellationToken cancellationToken) => throw ChangesNothing();

    public Task<IdentityResult> UpdateAsync(AccountUser user, CancellationToken cancellationToken) => throw ChangesNothing();

    public Task<IdentityResult> DeleteAsync(AccountUser user, CancellationToken cancellationToken) => throw ChangesNothing();

    public Task AddOrUpdatePasskeyAsync(AccountUser user, UserPasskeyInfo passkey, CancellationToken cancellationToken) => throw ChangesNothing();

    public Task RemovePasskeyAsync(AccountUser user, byte[] credentialId, CancellationToken cancellationToken) => throw ChangesNothing();

    public void Dispose()
    {
        // Each call has a connection of its own.
    }

    private const string Select = "SELECT credential, public_key, made, sign_count, transports, backup_eligible, backed_up FROM account_passkey";

    private AccountUser? Find(DbConnection connection, string id) =>
        connection.QueryFirstOrDefault<AccountRow>("SELECT id, key_id, name, made, locked FROM account WHERE id = @id", new { id }) is { } row ? new AccountUser(row.Id, row.NameBy(keys)) : null;

    private static NotSupportedException ChangesNothing() => new("Accounts change in the one writer's transaction, with the act that stands for it.");

    private sealed class Row
    {
        public string Credential { get; init; } = "";

        public byte[] PublicKey { get; init; } = [];

        public DateTimeOffset Made { get; init; }

        public long SignCount { get; init; }

        public string Transports { get; init; } = "";

        public long BackupEligible { get; init; }

        public long BackedUp { get; init; }

        // What the authenticator said of itself at the registration is not asked for and not kept.
        public UserPasskeyInfo ToInfo() => new(
            Base64Url.DecodeFromChars(Credential), PublicKey, Made, (uint)SignCount, Transports.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            isUserVerified: true, BackupEligible != 0, BackedUp != 0, [], []);
    }
}
