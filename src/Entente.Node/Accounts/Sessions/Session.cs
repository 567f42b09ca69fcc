namespace Entente.Node.Accounts.Sessions;

/// <summary>Somebody who is signed in.</summary>
/// <param name="Id">Id of the session, which is no secret.</param>
/// <param name="Account">Id of the account.</param>
/// <param name="Name">Name of its holder.</param>
/// <param name="Roles">The roles that are held at this moment.</param>
/// <param name="Began">When it began.</param>
internal sealed record Session(string Id, string Account, string Name, IReadOnlyList<string> Roles, DateTimeOffset Began);

/// <summary>How somebody signed in.</summary>
internal static class Manner
{
    public const string Passkey = "passkey";
    public const string SignUp = "sign-up";
    public const string Recovery = "recovery";
    public const string Provider = "provider";
    public const string Demo = "demo";
}
