using Entente.Node.Configuration;
using Entente.Node.Oversight;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Entente.Node.Accounts.SignIn;

/// <summary>A one-time link as it is stored.</summary>
internal sealed class OneTimeLink
{
    /// <summary>How long whoever is invited has.</summary>
    public static readonly TimeSpan Holds = TimeSpan.FromDays(3);

    public string Hash { get; init; } = "";

    public string Kind { get; init; } = "";

    public string? AccountId { get; init; }

    public string? Role { get; init; }

    public string MadeBy { get; init; } = "";

    /// <summary>How it is read: what is used up or has expired is not found.</summary>
    public const string Select = "SELECT hash, kind, account_id, role, made_by FROM account_link WHERE hash = @hash AND kind <> 'demo' AND expires > @Now";

    /// <summary>The link within a work; null where it is not known any more.</summary>
    public static OneTimeLink? Find(Work work, string? hash) => work.Find<OneTimeLink>(Select, new { hash = hash ?? "", work.Now });

    /// <summary>What is answered to a link that opens nothing.</summary>
    public static ProblemHttpResult Unknown => Problems.Of(StatusCodes.Status404NotFound, "The link opens nothing", "It has been used, has expired or was not copied whole; ask whoever gave it for a new one.");
}
