using Entente.Node.Partnership.Calendar;
using Entente.Node.Partnership.Export;
using Entente.Node.Partnership.Import;
using Entente.Node.Partnership.Plan;
using Entente.Node.Partnership.Records;

namespace Entente.Node.Partnership;

/// <summary>The running of the partnership itself: agreements, plan, engagements, exercises, equipment, spending.</summary>
internal static class PartnershipCapability
{
    public static void Add(WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ProgrammeRecords>();
        builder.Services.AddSingleton<RecordWriter>();
        builder.Services.AddSingleton<ProgrammeMeasures>();
        builder.Services.AddSingleton<Imports>();
        builder.Services.AddSingleton<TakeImport>();
        builder.Services.AddHostedService<UploadClock>();
        builder.Services.AddHostedService<Reminders>();
        builder.Services.AddHostedService<RecordsAtHand>();
    }

    public static void Map(WebApplication node)
    {
        KeepRecord.Map(node);
        ReadRecords.Map(node);
        RecordPages.Map(node);
        ProgrammePages.Map(node);
        ImportPages.Map(node);
        ExportRecords.Map(node);
        TakeExport.Map(node);
        CalendarPages.Map(node);
    }
}
