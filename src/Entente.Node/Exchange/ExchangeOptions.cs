using Microsoft.Extensions.Options;

namespace Entente.Node.Exchange;

/// <summary>The section Exchange of the configuration: under which name this service exchanges messages with others, and how often it asks them.</summary>
internal sealed class ExchangeOptions
{
    /// <summary>Code of this service, for as long as the database lives: 1 to 40 lower-case letters, digits and hyphens. Blank where it exchanges with nobody.</summary>
    public string Service { get; init; } = "";

    /// <summary>Its name as partners read it: 1 to 100 characters; the code where it is blank.</summary>
    public string Name { get; init; } = "";

    /// <summary>Where partners reach this node, the best first: https, 1 to 8 addresses without a slash at the end.</summary>
    public IReadOnlyList<string> Addresses { get; init; } = [];

    /// <summary>The State of this service, three letters (ISO 3166-1). Without it no owner of a listing is ever told of an encounter: nobody could see whether it was with one's own national.</summary>
    public string Country { get; init; } = "";

    /// <summary>Types of messages that it offers, for people to read: at most 32 identifiers.</summary>
    public IReadOnlyList<string> Offers { get; init; } = [];

    /// <summary>How often a partner is asked for messages where nothing wakes the node before. 1 second to 1 day.</summary>
    public TimeSpan PullEvery { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>A partner that cannot be reached is asked again after a thirtieth of PullEvery and then ever more rarely, but as often as this. <see cref="PullEvery"/> to 1 day.</summary>
    public TimeSpan PullAtLeastEvery { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How long the sealed form of a message is kept after its receipt, for a partner that is restored from a backup and asks again. 1 hour to 10 years.</summary>
    public TimeSpan KeepSent { get; init; } = TimeSpan.FromDays(30);

    /// <summary>How long the content of a received message is kept after its effect; where a person has not looked at it, after it expired. 1 hour to 10 years.</summary>
    public TimeSpan KeepReceived { get; init; } = TimeSpan.FromDays(30);

    /// <summary>How long a partner has for an answer, by urgency. They stand in the question, so both sides see the same.</summary>
    public AnswerDeadlines Deadlines { get; init; } = new();

    /// <summary>The longest time for which a person may be held until the owner of a foreign listing has answered; then the person goes on. 1 minute to 2 days.</summary>
    public TimeSpan HoldAtMost { get; init; } = TimeSpan.FromHours(4);

    /// <summary>How long a conversation is kept after its end, and how long nothing may happen in an overdue one until it ends. 1 day to 3,653 days.</summary>
    public TimeSpan KeepConversations { get; init; } = TimeSpan.FromDays(183);

    /// <summary>How often a partner may ask in an hour whether somebody is listed. 0 to 100,000.</summary>
    public int QueriesPerHour { get; init; } = 60;

    /// <summary>Most requests of partners from one address in a minute; whoever is no partner is counted with them. 120 to 1,000,000.</summary>
    public int RequestsPerMinute { get; init; } = 6_000;

    /// <summary>Whether this node exchanges messages.</summary>
    public bool IsUsed => Service.Length > 0;
}

/// <summary>Deadlines by urgency: 1 minute to 366 days, and none longer than the calmer one before it. The defaults are a policy of this project.</summary>
internal sealed class AnswerDeadlines
{
    /// <summary>For a question that can wait.</summary>
    public TimeSpan Routine { get; init; } = TimeSpan.FromDays(7);

    /// <summary>For one that cannot wait long.</summary>
    public TimeSpan Urgent { get; init; } = TimeSpan.FromDays(3);

    /// <summary>For one that somebody waits for.</summary>
    public TimeSpan Immediate { get; init; } = TimeSpan.FromHours(8);

    /// <summary>The one of an urgency; that of a routine question where it is unknown.</summary>
    public TimeSpan Of(string urgency) => urgency switch { "immediate" => Immediate, "urgent" => Urgent, _ => Routine };
}

/// <summary>Refuses a wrong section with all its faults at once.</summary>
internal sealed class ExchangeOptionsValidator : IValidateOptions<ExchangeOptions>
{
    public ValidateOptionsResult Validate(string? name, ExchangeOptions options)
    {
        var day = TimeSpan.FromDays(1);
        var faults = new List<string>();
        Unless(!options.IsUsed || NodeCard.IsService(options.Service), "Exchange:Service is no code of a service; give 1 to 40 lower-case letters, digits and hyphens, a letter or digit first.");
        Unless(options.Name.Length == 0 || NodeCard.IsName(options.Name), "Exchange:Name is not 1 to 100 characters without quotes, backslashes and control characters.");
        Unless(!options.IsUsed || options.Addresses.Count is > 0 and <= NodeCard.MostAddresses, $"Exchange:Addresses has {options.Addresses.Count} addresses; give 1 to {NodeCard.MostAddresses} under which partners reach this node.");
        Unless(options.Addresses.All(NodeCard.IsAddress), "Exchange:Addresses has one that is no https address without a slash at the end; http is allowed to this machine alone.");
        Unless(options.Country.Length == 0 || (options.Country.Length == 3 && options.Country.All(char.IsAsciiLetterUpper)), "Exchange:Country is no code of three capital letters, such as MAR.");
        Unless(options.Offers.Count <= NodeCard.MostOffers && options.Offers.All(NodeCard.IsOffer), $"Exchange:Offers is not at most {NodeCard.MostOffers} types of messages, such as notice.new.");
        Unless(options.PullEvery >= TimeSpan.FromSeconds(1) && options.PullEvery <= day, $"Exchange:PullEvery is {options.PullEvery}; allowed is 00:00:01 to 1.00:00:00.");
        Unless(options.PullAtLeastEvery >= options.PullEvery && options.PullAtLeastEvery <= day, $"Exchange:PullAtLeastEvery is {options.PullAtLeastEvery}; allowed is Exchange:PullEvery to 1.00:00:00.");
        Unless(IsKept(options.KeepSent), $"Exchange:KeepSent is {options.KeepSent}; allowed is 01:00:00 to 3650.00:00:00.");
        Unless(IsKept(options.KeepReceived), $"Exchange:KeepReceived is {options.KeepReceived}; allowed is 01:00:00 to 3650.00:00:00.");
        var deadlines = options.Deadlines;
        Unless(deadlines.Immediate >= TimeSpan.FromMinutes(1) && deadlines.Immediate <= deadlines.Urgent && deadlines.Urgent <= deadlines.Routine && deadlines.Routine <= TimeSpan.FromDays(366),
            "Exchange:Deadlines are not 00:01:00 to 366.00:00:00 with Immediate the shortest and Routine the longest.");
        Unless(options.HoldAtMost >= TimeSpan.FromMinutes(1) && options.HoldAtMost <= TimeSpan.FromDays(2), $"Exchange:HoldAtMost is {options.HoldAtMost}; allowed is 00:01:00 to 2.00:00:00.");
        Unless(options.KeepConversations >= day && options.KeepConversations <= TimeSpan.FromDays(3653), $"Exchange:KeepConversations is {options.KeepConversations}; allowed is 1.00:00:00 to 3653.00:00:00.");
        Unless(options.QueriesPerHour is >= 0 and <= 100_000, $"Exchange:QueriesPerHour is {options.QueriesPerHour}; allowed is 0 to 100000.");
        Unless(options.RequestsPerMinute is >= 120 and <= 1_000_000, $"Exchange:RequestsPerMinute is {options.RequestsPerMinute}; allowed is 120 to 1000000.");
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);

        static bool IsKept(TimeSpan keep) => keep >= TimeSpan.FromHours(1) && keep <= TimeSpan.FromDays(3_650);

        void Unless(bool right, string fault)
        {
            if (!right)
            {
                faults.Add(fault);
            }
        }
    }
}
