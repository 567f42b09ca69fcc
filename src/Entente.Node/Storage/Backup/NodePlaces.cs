using Entente.Node.Configuration;
using Entente.Node.Oversight;
using Microsoft.Extensions.Options;

namespace Entente.Node.Storage.Backup;

/// <summary>Where a node keeps what it keeps, from its configuration, without starting it.</summary>
/// <param name="Data">The folders.</param>
/// <param name="Postgres">Connection string; blank for the embedded database.</param>
/// <param name="LogName">The name of its log.</param>
internal sealed record NodePlaces(DataFolder Data, string Postgres, string LogName)
{
    /// <summary>Reads them.</summary>
    /// <exception cref="OptionsValidationException">The section Storage is wrong.</exception>
    public static NodePlaces Read(string[] args)
    {
        var builder = WebApplication.CreateSlimBuilder();
        ConfigurationFile.Add(builder, args);
        var storage = builder.Configuration.GetSection("Storage").Get<StorageOptions>() ?? new StorageOptions();
        var ledger = builder.Configuration.GetSection("Oversight").Get<LedgerOptions>() ?? new LedgerOptions();
        var valid = new StorageOptionsValidator(builder.Configuration).Validate(null, storage);
        return valid.Failed
            ? throw new OptionsValidationException("Storage", typeof(StorageOptions), valid.Failures)
            : new NodePlaces(new DataFolder(Options.Create(storage), builder.Configuration), storage.Postgres, ledger.LogName);
    }
}
