using Entente.Node.Oversight.Purposes;
using Entente.Node.Storage;
using Microsoft.Extensions.Options;

namespace Entente.Node.Oversight;

/// <summary>The record of what was done: the database that holds it, the writer, the sequencer.</summary>
internal static class Recording
{
    public static void Add(WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<StorageOptions>().BindConfiguration("Storage").ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<StorageOptions>, StorageOptionsValidator>();
        builder.Services.AddOptions<CatalogueOptions>().BindConfiguration("Catalogue").ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<CatalogueOptions>, CatalogueOptionsValidator>();
        builder.Services.AddSingleton<Catalogue>();
        builder.Services.AddOptions<LedgerOptions>().BindConfiguration("Oversight").ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<LedgerOptions>, LedgerOptionsValidator>();
        builder.Services.AddSingleton<DataFolder>();
        builder.Services.AddSingleton<Database>(DatabaseOf);
        builder.Services.AddSingleton<KeyStore>();
        builder.Services.AddSingleton<LedgerWriter>();

        builder.Services.AddSingleton<LedgerPublisher>();
        builder.Services.AddSingleton<ClockWatch>();
        builder.Services.AddHostedService<StartCheck>();
        builder.Services.AddHostedService(services => services.GetRequiredService<ClockWatch>());

        // Stopped in the opposite order: the writer ends before the sequencer makes the last checkpoint.
        builder.Services.AddHostedService(services => services.GetRequiredService<LedgerPublisher>());
        builder.Services.AddHostedService(services => services.GetRequiredService<LedgerWriter>());
        builder.Services.AddHostedService<OutsideActs>();
        builder.Services.AddHostedService<PolicyWatch>();
    }

    private static Database DatabaseOf(IServiceProvider services) =>
        services.GetRequiredService<IOptions<StorageOptions>>().Value.Postgres is { Length: > 0 } connection
            ? new PostgresDatabase(connection)
            : new SqliteDatabase(services.GetRequiredService<DataFolder>());
}
