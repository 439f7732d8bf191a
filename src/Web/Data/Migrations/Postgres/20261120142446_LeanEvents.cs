using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PromoEngine.Web.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class LeanEvents : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_inbox_inbound_events_inbox_channels_channel_id",
                table: "inbox_inbound_events");

            migrationBuilder.DropIndex(
                name: "ix_inbox_inbound_events_channel_id",
                table: "inbox_inbound_events");

            migrationBuilder.DropIndex(
                name: "ix_inbox_inbound_events_purge",
                table: "inbox_inbound_events");

            migrationBuilder.CreateIndex(
                name: "ix_inbox_inbound_events_purge",
                table: "inbox_inbound_events",
                column: "processed_at",
                filter: "NOT body_purged AND processed_at IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_inbox_inbound_events_purge",
                table: "inbox_inbound_events");

            migrationBuilder.CreateIndex(
                name: "ix_inbox_inbound_events_channel_id",
                table: "inbox_inbound_events",
                column: "channel_id");

            migrationBuilder.CreateIndex(
                name: "ix_inbox_inbound_events_purge",
                table: "inbox_inbound_events",
                column: "processed_at",
                filter: "NOT body_purged");

            migrationBuilder.AddForeignKey(
                name: "fk_inbox_inbound_events_inbox_channels_channel_id",
                table: "inbox_inbound_events",
                column: "channel_id",
                principalTable: "inbox_channels",
                principalColumn: "id",
                onDelete: ReferentialAction.Cascade);
        }
    }
}
