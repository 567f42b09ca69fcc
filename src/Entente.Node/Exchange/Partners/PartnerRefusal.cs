using Entente.Node.Accounts;
using Entente.Node.Configuration;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Entente.Node.Exchange.Partners;

/// <summary>Why a step about a partner was not taken.</summary>
internal enum PartnerRefusal
{
    /// <summary>No service of that code was introduced.</summary>
    Unknown,

    /// <summary>Terms that somebody else proposed wait already.</summary>
    AnotherWaits,

    /// <summary>Nothing of that kind waits for a second person.</summary>
    NotWaiting,

    /// <summary>The second person has to be another one.</summary>
    SamePerson,

    /// <summary>The day of the review has passed while the terms waited.</summary>
    ReviewPassed,

    /// <summary>The partner is not suspended.</summary>
    NotSuspended,

    /// <summary>A reason is missing.</summary>
    Reason,

    /// <summary>What was typed are no words of the list.</summary>
    WordsSlip,

    /// <summary>The words are others, and the partner is locked.</summary>
    WordsOther,

    /// <summary>The words were compared already.</summary>
    WordsDone,
}

/// <summary>What became of a step about a partner.</summary>
/// <param name="Code">Code of the partner.</param>
/// <param name="State">What holds now; empty where it was refused.</param>
/// <param name="Version">Version of the terms; null where the step is about something else.</param>
/// <param name="Refused">Why not; null where it was taken.</param>
internal sealed record PartnerStep(string Code, string State, long? Version, PartnerRefusal? Refused)
{
    /// <summary>A step that was not taken.</summary>
    public static PartnerStep Not(string code, PartnerRefusal why) => new(code, "", null, why);

    /// <summary>Why the caller cannot be the second person; null where it can.</summary>
    public static PartnerRefusal? SecondFault(Caller caller, string first) => caller.IsPerson && caller.Id != first ? null : PartnerRefusal.SamePerson;

    /// <summary>As a route answers.</summary>
    public Results<Ok<StepAnswer>, ProblemHttpResult> Answer() => Refused switch
    {
        null => TypedResults.Ok(new StepAnswer(Code, State, Version)),
        PartnerRefusal.Unknown => Problems.Of(StatusCodes.Status404NotFound, "Unknown partner", "No service of that code was introduced; GET /partners has them."),
        PartnerRefusal.AnotherWaits => Problems.Of(StatusCodes.Status409Conflict, "Other terms wait", "Somebody else has proposed terms of this partner; have them confirmed or refused first."),
        PartnerRefusal.NotWaiting => Problems.Of(StatusCodes.Status409Conflict, "Nothing waits", "Somebody was first, or nothing was proposed; GET /partners/{code}/terms says what holds."),
        PartnerRefusal.SamePerson => Problems.Of(StatusCodes.Status409Conflict, "The second person is another one", "You have proposed this yourself; have somebody else look at it."),
        PartnerRefusal.ReviewPassed => Problems.Of(StatusCodes.Status409Conflict, "The review is due already", "The day of the review has passed while the terms waited; have them proposed again."),
        PartnerRefusal.NotSuspended => Problems.Of(StatusCodes.Status409Conflict, "The partner is not suspended", "There is no suspension to lift."),
        _ => Problems.Of(StatusCodes.Status400BadRequest, "The reason is missing", "Give a reason of 1 to 500 characters, as in {\"reason\":\"…\"}."),
    };

    /// <summary>What holds after a step.</summary>
    /// <param name="Code">Code of the partner.</param>
    /// <param name="State">State of the terms, or "suspended", "lift-proposed", "flows".</param>
    /// <param name="Version">Version of the terms; null where the step is about something else.</param>
    internal sealed record StepAnswer(string Code, string State, long? Version);
}

/// <summary>Why somebody does something.</summary>
internal sealed record ReasonRequest
{
    /// <summary>1 to 500 characters.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether it is one.</summary>
    public bool IsGiven => TermsRules.IsProse(Reason, 1, 500);
}
