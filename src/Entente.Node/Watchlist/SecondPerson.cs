using Entente.Node.Accounts;
using Entente.Node.Configuration;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Entente.Node.Watchlist;

/// <summary>Two persons are two persons: what one has proposed only another can put in force.</summary>
internal static class SecondPerson
{
    /// <summary>Why the caller cannot be the second person; null where it can.</summary>
    public static ProblemHttpResult? Fault(Caller caller, string proposedBy) =>
        !caller.IsPerson ? Problems.Of(StatusCodes.Status409Conflict, "A machine approves nothing", "Have a person approve it.")
        : caller.Id == proposedBy ? Problems.Of(StatusCodes.Status409Conflict, "The second person is another one", "You have proposed this yourself; have somebody else look at it and approve or refuse it.")
        : null;
}
