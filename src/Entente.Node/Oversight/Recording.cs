using Entente.Node.Storage;
using Microsoft.Extensions.Options;

namespace Entente.Node.Oversight;

/// <summary>The record of what was done: the database that holds it, the writer, the sequencer.</summary>
internal static class Recording
{
    public static void Add(WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<StorageOptions>().BindConfiguration("Storage");
        builder.Services.AddOptions<LedgerOptions>().BindConfiguration("Oversight").ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<LedgerOptions>, LedgerOptionsValidator>();
        builder.Services.AddSingleton<DataFolder>();
        builder.Services.AddSingleton<Database>();
        builder.Services.AddSingleton<LedgerWriter>();

        // Stopped in the opposite order: the writer ends before the sequencer makes the last checkpoint.
        builder.Services.AddHostedService<LedgerPublisher>();
        builder.Services.AddHostedService(services => services.GetRequiredService<LedgerWriter>());
    }
}
