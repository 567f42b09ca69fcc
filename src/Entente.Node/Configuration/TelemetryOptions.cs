using Microsoft.Extensions.Options;

namespace Entente.Node.Configuration;

/// <summary>The section Telemetry of the configuration.</summary>
internal sealed class TelemetryOptions
{
    /// <summary>Base address of a collector that takes OTLP over HTTP, such as http://127.0.0.1:4318; blank for none.</summary>
    public string Endpoint { get; init; } = "";

    /// <summary>How often measures are sent. 1 second to 1 hour.</summary>
    public TimeSpan Every { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Of how many requests a trace is sent. 0 to 1.</summary>
    public double TraceShare { get; init; } = 0.1;
}

/// <summary>Refuses a wrong section with all its faults at once.</summary>
internal sealed class TelemetryOptionsValidator : IValidateOptions<TelemetryOptions>
{
    public ValidateOptionsResult Validate(string? name, TelemetryOptions options)
    {
        var faults = new List<string>();
        if (options.Endpoint.Length > 0 && !(Uri.TryCreate(options.Endpoint, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"))
        {
            faults.Add("Telemetry:Endpoint is no address; give one such as http://127.0.0.1:4318, or leave it blank.");
        }

        if (options.Every < TimeSpan.FromSeconds(1) || options.Every > TimeSpan.FromHours(1))
        {
            faults.Add($"Telemetry:Every is {options.Every}; allowed is 00:00:01 to 01:00:00.");
        }

        if (!(options.TraceShare is >= 0 and <= 1))
        {
            faults.Add($"Telemetry:TraceShare is {options.TraceShare}; allowed is 0 to 1.");
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
