using Entente.Node.Partnership.Agreeing;
using Entente.Node.Partnership.Calendar;
using Entente.Node.Partnership.Export;
using Entente.Node.Partnership.Import;
using Entente.Node.Partnership.Plan;
using Entente.Node.Partnership.Records;
using Entente.Node.Partnership.Reports;
using Entente.Node.Partnership.Spending;

namespace Entente.Node.Partnership;

/// <summary>The running of the partnership itself: agreements, plan, engagements, exercises, equipment, spending.</summary>
internal static class PartnershipCapability
{
    public static void Add(WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ProgrammeRecords>();
        builder.Services.AddSingleton<RecordWriter>();
        builder.Services.AddSingleton<ProgrammeMeasures>();
        builder.Services.AddSingleton<ReportDesk>();
        builder.Services.AddSingleton<ProgrammeClock>();
        builder.Services.AddHostedService(services => services.GetRequiredService<ProgrammeClock>());
        AgreeingPart.Add(builder);
        builder.Services.AddSingleton<DataSets>();
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
        ReadReport.Map(node);
        ReportPages.Map(node);
        AgreeingPart.Map(node);
        TryDataSet.Map(node);
        DecideDataSet.Map(node);
        ReadDataSets.Map(node);
        ReadFigures.Map(node);
        DataSetPages.Map(node);
        ChartPages.Map(node);
        ImportPages.Map(node);
        ExportRecords.Map(node);
        TakeExport.Map(node);
        CalendarPages.Map(node);
    }
}
