using System.Text.Json.Serialization;
using Entente.Node.Configuration;

namespace Entente.Node.Border.Encounters;

/// <summary>What the partner said whose listing it is, when it was asked whether this is the person.</summary>
[JsonConverter(typeof(CodeConverter<OwnerAnswer>))]
internal enum OwnerAnswer
{
    /// <summary>It is the person, and still sought.</summary>
    Confirmed,

    /// <summary>It is somebody else.</summary>
    NotThisPerson,

    /// <summary>The person is not sought any more.</summary>
    NoLongerSought,

    /// <summary>The partner cannot tell.</summary>
    CannotTell,
}

/// <summary>
/// That the partner was asked whose listing it is, and what it said. Nothing is taken from anybody because of a partner's listing before it has confirmed; a traveller who
/// waits for its answer waits until <paramref name="HoldUntil"/> and then goes on, whether the answer came or the link was down.
/// </summary>
/// <param name="AskedBy">Who asked.</param>
/// <param name="AskedAt">When, the first time: asking again makes no hold longer.</param>
/// <param name="HoldUntil">Until when the traveller may be kept waiting for it: the legal maximum.</param>
/// <param name="Conversation">Id of the conversation in which it was asked.</param>
/// <param name="Answer">What it said; null before it has.</param>
/// <param name="AnsweredAt">When that arrived.</param>
internal sealed record OwnerWord(string AskedBy, DateTimeOffset AskedAt, DateTimeOffset HoldUntil, string Conversation, OwnerAnswer? Answer, DateTimeOffset? AnsweredAt)
{
    /// <summary>Whether the time is over for which somebody may be kept waiting, and nothing was confirmed.</summary>
    public bool IsOver(DateTimeOffset now) => Answer != OwnerAnswer.Confirmed && HoldUntil <= now;

    /// <summary>Whether it was confirmed.</summary>
    public bool IsConfirmed => Answer == OwnerAnswer.Confirmed;
}
