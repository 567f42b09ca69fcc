using Entente.Node.Partnership.Records;

namespace Entente.Node.Partnership;

/// <summary>The running of the partnership itself: agreements, plan, engagements, exercises, equipment, spending.</summary>
internal static class PartnershipCapability
{
    public static void Add(WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ProgrammeRecords>();
        builder.Services.AddSingleton<RecordWriter>();
    }

    public static void Map(WebApplication node)
    {
        KeepRecord.Map(node);
        ReadRecords.Map(node);
        RecordPages.Map(node);
    }
}
