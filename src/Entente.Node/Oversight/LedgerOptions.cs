using Entente.Node.Configuration;
using Microsoft.Extensions.Options;

namespace Entente.Node.Oversight;

/// <summary>The section Oversight of the configuration.</summary>
internal sealed class LedgerOptions
{
    /// <summary>The name under which the log signs, the same for as long as it lives; partners know it by that. No space, no plus.</summary>
    public string LogName { get; init; } = "entente-node";

    /// <summary>How often a checkpoint is made where acts were recorded. 1 second to 1 day.</summary>
    public TimeSpan CheckpointEvery { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A second folder into which every checkpoint is copied, best on another machine; relative to the configuration. Blank for none.</summary>
    public string CheckpointCopies { get; init; } = "";
}

/// <summary>Refuses a wrong section with all its faults at once.</summary>
internal sealed class LedgerOptionsValidator : IValidateOptions<LedgerOptions>
{
    public ValidateOptionsResult Validate(string? name, LedgerOptions options)
    {
        var faults = new List<string>();
        if (options.LogName.Length == 0 || options.LogName.Any(c => c is '+' || char.IsWhiteSpace(c) || char.IsControl(c)))
        {
            faults.Add("Oversight:LogName is blank or has a space or plus in it; give a name such as log.example.org.");
        }

        if (options.CheckpointEvery < TimeSpan.FromSeconds(1) || options.CheckpointEvery > TimeSpan.FromDays(1))
        {
            faults.Add($"Oversight:CheckpointEvery is {options.CheckpointEvery}; allowed is 00:00:01 to 1.00:00:00.");
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
