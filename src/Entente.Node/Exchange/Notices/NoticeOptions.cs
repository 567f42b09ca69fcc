using Microsoft.Extensions.Options;

namespace Entente.Node.Exchange.Notices;

/// <summary>The section Exchange:Notices of the configuration: how recalls are watched and chased.</summary>
internal sealed class NoticeOptions
{
    /// <summary>How long after a recall, or after it was last asked, a partner that has not accounted for its copy is asked again. 1 minute to 30 days.</summary>
    public TimeSpan ChaseEvery { get; init; } = TimeSpan.FromDays(1);

    /// <summary>Which share of a partner's listings it may recall within a day before a person has to look. 0 to 1.</summary>
    public double RecallShare { get; init; } = 0.1;

    /// <summary>How many it may recall within a day however few there are. 0 to 1,000,000.</summary>
    public int RecallsAtLeast { get; init; } = 5;
}

/// <summary>Refuses a wrong section with all its faults at once.</summary>
internal sealed class NoticeOptionsValidator : IValidateOptions<NoticeOptions>
{
    public ValidateOptionsResult Validate(string? name, NoticeOptions options)
    {
        var faults = new List<string>();
        Unless(options.ChaseEvery >= TimeSpan.FromMinutes(1) && options.ChaseEvery <= TimeSpan.FromDays(30), $"Exchange:Notices:ChaseEvery is {options.ChaseEvery}; allowed is 00:01:00 to 30.00:00:00.");
        Unless(options.RecallShare is >= 0 and <= 1, $"Exchange:Notices:RecallShare is {options.RecallShare}; allowed is 0 to 1.");
        Unless(options.RecallsAtLeast is >= 0 and <= 1_000_000, $"Exchange:Notices:RecallsAtLeast is {options.RecallsAtLeast}; allowed is 0 to 1000000.");
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);

        void Unless(bool right, string fault)
        {
            if (!right)
            {
                faults.Add(fault);
            }
        }
    }
}
