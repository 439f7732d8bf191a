using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PromoEngine.Web.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Channels : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "address",
                table: "inbox_conversations",
                type: "TEXT",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "heard_at",
                table: "inbox_conversations",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "reference",
                table: "inbox_conversations",
                type: "TEXT",
                maxLength: 2000,
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "address",
                table: "inbox_conversations");

            migrationBuilder.DropColumn(
                name: "heard_at",
                table: "inbox_conversations");

            migrationBuilder.DropColumn(
                name: "reference",
                table: "inbox_conversations");
        }
    }
}
