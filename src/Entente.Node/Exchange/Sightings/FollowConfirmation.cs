using Entente.Node.Accounts;
using Entente.Node.Border.Encounters;
using Entente.Node.Configuration;
using Entente.Node.Exchange.Flows;
using Entente.Node.Oversight;

namespace Entente.Node.Exchange.Sightings;

/// <summary>Lets an encounter have what the owner of its listing answers, in the work in which the answer arrives.</summary>
internal sealed class FollowConfirmation(EncounterDesk desk) : IFlowFollower
{
    /// <inheritdoc />
    public string Flow => FlowTable.HitConfirmation.Name;

    /// <inheritdoc />
    public void Moved(Work work, ConversationRow row, string step, ReadOnlyMemory<byte> form)
    {
        if (row.Own == FlowSide.Asker && row.Subject.Length > 0 && Codes.Find<OwnerAnswer>(row.State) is { } answer)
        {
            desk.OwnerAnswered(work, row.Subject, row.Id, answer);
        }
    }
}
